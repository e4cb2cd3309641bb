"""Letters on their way out: the finished message, its policy, and what carries it."""
