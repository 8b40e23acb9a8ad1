"""THE WORKBENCH. The `akashi` command: each subcommand calls workflows or readings, like a door."""
