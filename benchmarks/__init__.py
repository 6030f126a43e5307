"""How fast Samphan is beside its peers: ratios, measured in one run on one machine. ``python -m benchmarks`` or ``make bench``."""
