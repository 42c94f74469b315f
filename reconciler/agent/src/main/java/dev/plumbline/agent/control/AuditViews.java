package dev.plumbline.agent.control;

import dev.plumbline.agent.api.AuditView;
import dev.plumbline.ledger.AuditReport;
import dev.plumbline.reconcile.ApprovalAudit;
import dev.plumbline.repository.Revision;
import java.util.List;

/// Audits as the contract has them.
final class AuditViews {
    private AuditViews() {}

    static AuditView of(List<Workspaces.Found> workspaces) {
        List<AuditView.Workspace> audited = workspaces.stream().map(AuditViews::workspace).toList();
        return new AuditView(audited.stream().allMatch(AuditView.Workspace::sound), audited);
    }

    private static AuditView.Workspace workspace(Workspaces.Found workspace) {
        AuditReport report =
                workspace
                        .reconciler()
                        .ledger()
                        .audit(
                                new ApprovalAudit(
                                        workspace.shortName(),
                                        workspace.loop().options().floor().teams(),
                                        workspace.loop().options().floor().owners()));
        return new AuditView.Workspace(
                workspace.fullName(),
                workspace.loop().options().name(),
                report.isSound(),
                report.head().map(Revision::commit),
                report.entries(),
                report.releases(),
                report.signed(),
                report.findings().stream()
                        .map(finding ->
                                new AuditView.Finding(
                                        finding.entry().map(Revision::commit), finding.message()))
                        .toList(),
                report.proves(),
                report.provesNot());
    }
}
