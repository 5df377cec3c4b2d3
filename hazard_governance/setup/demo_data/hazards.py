"""All hazards of the demo, in the order in which they are loaded: an earlier one may be named by a later one."""

from __future__ import annotations

from hazard_governance.setup.demo_data.hazard_roof import ROOF_HAZARD
from hazard_governance.setup.demo_data.hazards_antai import ANTAI_HAZARDS
from hazard_governance.setup.demo_data.hazards_gaoxin import GAOXIN_HAZARDS
from hazard_governance.setup.demo_data.hazards_hongfeng import HONGFENG_HAZARDS
from hazard_governance.setup.demo_data.hazards_luzhou import LUZHOU_HAZARDS
from hazard_governance.setup.demo_data.hazards_repeats import REPEATED_HAZARDS
from hazard_governance.setup.demo_data.hazards_runda import RUNDA_HAZARDS
from hazard_governance.setup.demo_data.hazards_shangdang import SHANGDANG_HAZARDS
from hazard_governance.setup.demo_data.hazards_xiangyuan import XIANGYUAN_HAZARDS
from hazard_governance.setup.demo_data.hazards_xinghe import RESTAURANT_HAZARDS, XINGHE_HAZARDS
from hazard_governance.setup.demo_data.model import Scenario
from hazard_governance.setup.demo_data.showcase import SHOWCASE

HAZARDS: tuple[Scenario, ...] = (
	SHOWCASE,
	*XINGHE_HAZARDS,
	*RESTAURANT_HAZARDS,
	*ANTAI_HAZARDS,
	*LUZHOU_HAZARDS,
	*SHANGDANG_HAZARDS,
	*HONGFENG_HAZARDS,
	ROOF_HAZARD,
	*RUNDA_HAZARDS,
	*XIANGYUAN_HAZARDS,
	*GAOXIN_HAZARDS,
	*REPEATED_HAZARDS,
)
BY_KEY = {scenario.key: scenario for scenario in HAZARDS}
