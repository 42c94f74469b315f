package dev.plumbline.gate;

/// What changes are judged by besides the policies of the repository.
public record Grounds(Floor floor, Approvals approvals) {}
