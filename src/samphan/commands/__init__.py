"""The terminal in front of the library: one small file a command, each calling one library function."""
