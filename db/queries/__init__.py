"""The reads: facts for the rules, and rows for lists, agendas and accounts."""
