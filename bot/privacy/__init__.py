"""ONE'S OWN DATA: export, erase, hide; retention, purge of servers that left."""
