"""Desk page Workflow Check; its content comes from `hazard_governance.api.workflow_check`."""
