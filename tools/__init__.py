"""What `./run` hands over to: only for people who build Goldenthread, never part of the wheel."""
