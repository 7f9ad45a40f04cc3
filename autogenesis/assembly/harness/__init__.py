"""Files that are copied into the tests of every package, as they are."""
