"""All hazards of the demo, in the order in which they are loaded: an earlier one may be named by a later one."""

from __future__ import annotations

from hazard_governance.setup.demo_data.hazards_gaoxin import GAOXIN_HAZARDS
from hazard_governance.setup.demo_data.hazards_luzhou import LUZHOU_HAZARDS
from hazard_governance.setup.demo_data.hazards_shangdang import SHANGDANG_HAZARDS
from hazard_governance.setup.demo_data.hazards_xiangyuan import XIANGYUAN_HAZARDS
from hazard_governance.setup.demo_data.model import Scenario
from hazard_governance.setup.demo_data.showcase import SHOWCASE

HAZARDS: tuple[Scenario, ...] = (
	SHOWCASE,
	*LUZHOU_HAZARDS,
	*SHANGDANG_HAZARDS,
	*XIANGYUAN_HAZARDS,
	*GAOXIN_HAZARDS,
)
BY_KEY = {scenario.key: scenario for scenario in HAZARDS}
