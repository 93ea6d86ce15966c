"""Fine motor skill: tasks with a pointer in the browser, and the stations of a centre.

`standard(kind)` gives the task that the script `core/motor.js` shows, `read_recording` checks what it sent back, and
`score` measures it. Results of physical stations go through `estimate_severities` and `score_persons`. Nothing here is
normed or validated: the measures are the field's, the tasks are ours.
"""

from .measures import Practice, practice
from .recordings import MotorProblem, Recording, Trial, read_recording
from .scores import AimScore, PegScore, TraceScore, score
from .standard import KINDS, Kind, MotorTask, standard
from .stations import PersonScores, Severities, StationResult, confirm_later, estimate_severities, score_persons

__all__ = [
    "KINDS",
    "AimScore",
    "Kind",
    "MotorProblem",
    "MotorTask",
    "PegScore",
    "PersonScores",
    "Practice",
    "Recording",
    "Severities",
    "StationResult",
    "TraceScore",
    "Trial",
    "confirm_later",
    "estimate_severities",
    "practice",
    "read_recording",
    "score",
    "score_persons",
    "standard",
]
