"""Where a duty comes from, in words for a person. The notice is 长安办发〔2023〕54号, the order is 16号令 of 2007."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_

NOTICE_DESCRIPTION = N_("Notice 54/2023, step 1")
NOTICE_CAUSES = N_("Notice 54/2023, step 2")
NOTICE_ACCOUNTABILITY = N_("Notice 54/2023, step 3")
NOTICE_RECTIFICATION = N_("Notice 54/2023, step 4")
NOTICE_ON_THE_SPOT = N_("Notice 54/2023, step 4: rectify at once")
NOTICE_THIRD_PARTY = N_("Notice 54/2023, step 4: technically weak enterprises")
NOTICE_POSTING = N_("Notice 54/2023, step 4: public posting")
NOTICE_ACCEPTANCE = N_("Notice 54/2023, step 5 (2)")
NOTICE_SOURCE = N_("Notice 54/2023, step 5")
NOTICE_REPORT = N_("Notice 54/2023, part 4 (3)")
NOTICE_LENIENCY = N_("Notice 54/2023, part 4 (4)")
NOTICE_RETURN = N_("Notice 54/2023, part 4 (1): monthly")
NOTICE_NUMBERING = N_("Notice 54/2023, part 4 (1)")
ORDER_3 = N_("Order 16/2007, article 3")
ORDER_14 = N_("Order 16/2007, article 14")
ORDER_15 = N_("Order 16/2007, article 15")
ORDER_18 = N_("Order 16/2007, article 18")
ORDER_20 = N_("Order 16/2007, article 20")
ORDER_21 = N_("Order 16/2007, article 21")
ORDER_23 = N_("Order 16/2007, article 23")
LAW_41 = N_("Work Safety Law, article 41")
LAW_65 = N_("Work Safety Law, article 65")
LAW_118 = N_("Work Safety Law, article 118")
COAL_48 = N_("Coal Mine Safety Regulations, article 48")
SECOND_PERSON = N_("Rule of the second person")
