"""What is remembered: engine, tables, the journal and its one writer, queries, migrations, and the seed."""
