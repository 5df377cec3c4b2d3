"""The two layouts a new site starts with, after columns that such systems are known to read. Plain data.

Every site compares them with the template its own systems hand out, and changes them in the desk.
"""

from hazard_governance.domain.outer_systems import NATIONAL, PROVINCIAL
from hazard_governance.domain.outer_values import OUR_NO, THEIR_NO

NOTES = "按已公开使用的系统表头编排的示例。使用前请与本地系统现行模板核对，列、顺序、代码均可修改。"
REGISTRATION = "未备案 = 0\n已备案 = 1\n已核销 = 2"

# (heading, value, codes); "" as value: the column stays empty for whoever fills it in
COAL_AND_INDUSTRY = (
	("序号", "Row No."),
	("企业名称", "Enterprise Name"),
	("统一社会信用代码", "Unified Social Credit Code"),
	("行业领域", "Industry and Field"),
	("隐患来源", "Source of the Hazard"),
	("地点", "Place"),
	("等级", "Classification"),
	("类别", "Category"),
	("描述", "Description of the Hazard"),
	("判定依据", "Determination Basis"),
	("发现时间", "Date Found"),
	("整改类型", "Kind of Rectification"),
	("整改期限", "Rectification Time Limit"),
	("整改措施", "Rectification Measures"),
	("整改责任单位", "Unit"),
	("整改责任人", "Rectification Owner"),
	("验收责任单位", "Checking Authority"),
	("是否采取临时措施", "Interim Controls Taken"),
	("资金来源", ""),
	("治理费用", "Funds (10,000 yuan)"),
	("备案状态", "State of Registration", REGISTRATION),
	("是否挂牌督办", "Under Listed Supervision"),
	("备案编号", "Register No."),
	("受理单位", "Checking Authority"),
	("备案日期", "Verified On"),
	("隐患验收时间", "Accepted On"),
	("检查区域", "County or Zone"),
	("企业端隐患编号", OUR_NO),
	("国家系统隐患编号", THEIR_NO),
)
GOVERNANCE_AND_SUPERVISION = (
	("序号", "Row No."),
	("企业名称", "Enterprise Name"),
	("隐患编号", OUR_NO),
	("隐患名称", "Hazard Title"),
	("隐患地址", "Place"),
	("所属县区", "County or Zone"),
	("行业领域", "Industry and Field"),
	("隐患描述", "Description of the Hazard"),
	("计划治理期限", "Rectification Time Limit"),
	("治理状态", "Status of the Hazard"),
	("实际治理日期", "Accepted On"),
	("是否超期", "Is Overdue"),
	("是否挂牌督办", "Under Listed Supervision"),
	("督办级别", "Supervision Level"),
	("督办文号", "Supervision Letter No."),
	("督办日期", "Supervised Since"),
	("督办单位", "Supervising Authority"),
	("督办负责人", "Officer or Leader in Charge"),
	("督办意见", "Supervision Requirements"),
	("整改期限", "Deadline of the Supervision"),
	("备注", ""),
	("采集时间", "Registered At"),
	("记录人员", "Registered By"),
	("隐患GUID", THEIR_NO),
)
SYSTEMS = (
	("国家重大事故隐患系统（示例）", NATIONAL, "重大事故隐患信息", COAL_AND_INDUSTRY),
	("省级重大事故隐患系统（示例）", PROVINCIAL, "重大事故隐患治理督办", GOVERNANCE_AND_SUPERVISION),
)
