"""Writes peers.json: intervals of shares as statsmodels finds them, and cumulative incidence as lifelines does.

    python3 tests/data/statistics/make.py > tests/data/statistics/peers.json

Needs statsmodels 0.15.0 and lifelines 0.30.3. Everything is drawn from a fixed seed, so that the file comes out the same.

Times differ from one another within a case, as lifelines moves equal ones apart at random. Event 0 is censored there; here
events count from 0 and a censored case has none.
"""

import json
import random

from lifelines import AalenJohansenFitter
from statsmodels.stats.proportion import proportion_confint


def wilson(rng):
    of = rng.choice([1, 2, 5, 9, 38, 200])
    count = rng.randint(0, of)
    low, high = proportion_confint(count, of, alpha=0.05, method="wilson")
    return {"count": count, "of": of, "low": float(low), "high": float(high)}


def incidence(rng):
    n = rng.randint(4, 25)
    times = sorted(rng.sample(range(1, 60), n))
    events = [rng.choice([0, 1, 1, 2]) for _ in times]
    if 1 not in events:
        events[0] = 1
    fitter = AalenJohansenFitter(calculate_variance=False).fit(times, events, event_of_interest=1)
    shares = fitter.cumulative_density_.iloc[:, 0]
    steps = [[int(time), float(share)] for time, share in shares.items() if time > 0]
    cases = [[time, None if event == 0 else event - 1] for time, event in zip(times, events)]
    return {"cases": cases, "shares": steps}


def main():
    rng = random.Random(20261127)
    print(json.dumps({"wilson": [wilson(rng) for _ in range(30)], "incidence": [incidence(rng) for _ in range(15)]}))


main()
