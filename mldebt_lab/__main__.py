"""``python -m mldebt_lab`` is the same program as ``mldebt``."""

from mldebt_lab.cli.main import main

if __name__ == "__main__":
    main()
