/// What one model server is like; times are virtual seconds.
package struct ModelServerOptions: Sendable {
  /// Requests allowed a window.
  package var limit = 5000
  /// Seconds into a window at which its windows begin; nil for windows that begin with the first
  /// request after the last one ended.
  package var phase: Double? = 0
  /// Requests a second that other clients send.
  package var others = 0.0
  /// The share of answers that go wrong.
  package var faultShare = 0.0
  /// Spans during which every answer goes wrong in the same way.
  package var outages: [(span: Range<Double>, fault: ModelFault)] = []
  /// Whether answers carry the limit's headers.
  package var tellsLimit = true
  /// Whether they say when the window ends, too.
  package var tellsReset = false
  /// Seconds of a window.
  package var window = 3600.0
  /// Nothing goes wrong from here on.
  package var calmFrom = Double.infinity

  package init() {}
}
