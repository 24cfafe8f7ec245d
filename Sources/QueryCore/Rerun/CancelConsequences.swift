/// What cancelling a batch means.
package enum CancelConsequences {
  /// A line each.
  package static func lines(of known: TargetSnapshot) -> [String] {
    guard let progress = known.detail.batch?.progress else {
      return ["cancel \(known.target): no new query starts"]
    }
    let (queued, running) = (progress.queued, progress.running)
    return [
      "cancel \(known.target)",
      "\(CountText.grouped(queued)) waiting \(queued == 1 ? "query never starts" : "queries never start")",
      "\(CountText.grouped(running)) running \(running == 1 ? "query is" : "queries are") no longer awaited",
      "\(CountText.grouped(progress.finished)) finished \(progress.finished == 1 ? "one stays" : "ones stay"), with the rows collected",
    ]
  }
}
