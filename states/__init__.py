"""What may happen: forums, routes, machines, outcomes, dates and papers as plain values. Pure: no I/O, no clock."""
