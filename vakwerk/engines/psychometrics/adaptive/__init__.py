"""Adaptive testing: each next item is the one that says most about this pupil, within blueprint and exposure.

    bank = Bank.of(items, areas)
    test = AdaptiveTest(bank, Design(Blueprint(20, minimum={"gears": 4}), Exposure(maximum=0.25), Stopping(se=0.3)))
    session = Session(test, test.start(seed=1, usage=usage))
    while not session.stop_reason() and (choice := session.next_item()):
        session.answer(choice.item, code)

`session.sitting` is what to keep between two questions; `Session(test, Sitting.from_json(text))` goes on from it.
"""

from .bank import Bank
from .battery import Battery, BatteryChoice, BatterySession, BatterySitting
from .battery_simulation import BatterySimulation, simulate_battery
from .decision import Decision, JointPosterior, chance_of_same
from .design import Blueprint, BlueprintError, Design, Exposure, Shortage, Stopping
from .exposure import Usage
from .pricing import learn_prices
from .shadow import Problem, Proof, ShadowTest, verify
from .simulation import Simulation, compare, simulate
from .sitting import AdaptiveTest, Choice, Session, Sitting, answered, next_item

__all__ = [
    "AdaptiveTest",
    "Bank",
    "Battery",
    "BatteryChoice",
    "BatterySession",
    "BatterySimulation",
    "BatterySitting",
    "Blueprint",
    "BlueprintError",
    "Choice",
    "Decision",
    "Design",
    "Exposure",
    "JointPosterior",
    "Problem",
    "Proof",
    "Session",
    "ShadowTest",
    "Shortage",
    "Simulation",
    "Sitting",
    "Stopping",
    "Usage",
    "answered",
    "chance_of_same",
    "compare",
    "learn_prices",
    "next_item",
    "simulate",
    "simulate_battery",
    "verify",
]
