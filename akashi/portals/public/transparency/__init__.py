"""The public log (公開ログ): its files under `/log/`, and who we are under `/.well-known/`."""
