/// What is known of a batch beyond its state.
package struct BatchDetail: Hashable, Sendable {
  package var progress: BatchProgress
  /// In the provider's order, which is that of submission.
  package var queries: [BatchQuery]
  /// One sample for each good answer, thinned as it grows.
  package var history: Series<ProgressSample>
  /// Samples taken from running children, since a batch answer carries no workflow; oldest first.
  package var workflow: Series<WorkflowQueue>

  package init(
    progress: BatchProgress, queries: [BatchQuery],
    history: Series<ProgressSample> = Series(), workflow: Series<WorkflowQueue> = Series()
  ) {
    self.progress = progress
    self.queries = queries
    self.history = history
    self.workflow = workflow
  }
}
