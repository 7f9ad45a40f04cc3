"""Published word tables of the language front end; see NOTICE for where each comes from."""
