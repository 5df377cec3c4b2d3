"""What an official paper says, as plain values: `model` is the form of a paper, `registry` lists them all."""
