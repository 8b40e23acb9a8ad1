"""The public door (公開): home, directory, verification of files, help."""
