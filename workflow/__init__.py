"""What happens: one use case a function, plain functions that read like the secretary's sentence."""
