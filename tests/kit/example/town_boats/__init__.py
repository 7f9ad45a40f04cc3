"""Town boats, a package written by hand."""
