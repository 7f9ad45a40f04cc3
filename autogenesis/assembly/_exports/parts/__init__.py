"""Files that are copied into exported projects, with the kit of their package in place of the house's."""
