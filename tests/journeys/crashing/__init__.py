"""Crashes (強制終了): a process that issues, and somebody who kills it at random moments."""
