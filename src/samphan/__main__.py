"""``python -m samphan``."""

from samphan.commands.main import run

if __name__ == "__main__":
    run()
