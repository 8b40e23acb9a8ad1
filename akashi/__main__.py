"""Lets `python -m akashi` be the `akashi` command."""

from akashi.cli.main import main

if __name__ == "__main__":
    main()
