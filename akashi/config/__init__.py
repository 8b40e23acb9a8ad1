"""THE WIRING. Settings, addresses, start-up checks, and which adapter stands where."""
