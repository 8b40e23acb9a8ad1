"""The `akashi` command (命令): exit codes, answers and refusals."""
