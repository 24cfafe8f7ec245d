import QueryCore
import TextCanvas

/// The batch view: its four panels, or as many of them as the screen has room for.
enum BatchView {
  static func draw(_ state: DashboardState, _ target: Target, on frame: inout Frame) {
    let layout = state.batchLayout(of: target)
    guard let snapshot = state.target(target) else { return }
    guard let batch = snapshot.detail.batch else {
      waiting(for: snapshot, state, on: &frame)
      return
    }
    ProgressPanel(state: state, snapshot: snapshot, batch: batch)
      .draw(on: &frame, in: layout.progress)
    if !layout.queue.isEmpty {
      QueuePanel(state: state, snapshot: snapshot, batch: batch).draw(on: &frame, in: layout.queue)
    }
    if !layout.causes.isEmpty {
      CausesPanel(state: state, target: target).draw(on: &frame, in: layout.causes)
    }
    if !layout.queries.isEmpty {
      QueriesPanel(state: state, target: target, batch: batch)
        .draw(on: &frame, in: layout.queries)
    }
  }

  /// Before the first good answer there is nothing to draw but what is being waited for.
  private static func waiting(
    for snapshot: TargetSnapshot, _ state: DashboardState, on frame: inout Frame
  ) {
    let body = state.bodyRect
    let text: SafeText =
      snapshot.problem == nil
      ? "asking \(snapshot.target.source) about batch \(snapshot.target.id)"
      : "no answer yet"
    let shown = text.clipped(to: max(0, body.width - 2))
    frame.put(
      shown, x: body.x + max(0, (body.width - shown.width) / 2), y: body.y + body.height / 2,
      style: Style(.muted))
  }
}
