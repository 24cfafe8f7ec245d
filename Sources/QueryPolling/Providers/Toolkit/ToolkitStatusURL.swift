package import QueryCore

/// The address of a job as the documentation writes it.
package enum ToolkitStatusURL {
  /// Reads `…/v1/jobs/{id}`; query and fragment are left out.
  ///
  /// - Returns: nil when the text is no such URL.
  /// - Throws: `TargetError.badID` when it is one, but its id breaks the contract.
  package static func target(in text: String, source: String) throws(TargetError) -> Target? {
    guard let id = StatusPath.id(in: text, after: ["v1", "jobs"]) else { return nil }
    return try Target(source: source, kind: .job, id: id)
  }
}
