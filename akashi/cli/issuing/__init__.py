"""`akashi issue` (一括発行): the main job without a browser, and the folder it writes into."""
