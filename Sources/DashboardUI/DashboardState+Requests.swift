import QueryCore

extension DashboardState {
  /// Whether the calls are on screen and may change, so that news of them is wanted.
  package var wantsRequests: Bool { top.screen == .requests && !isPaused }

  /// What the cursor of the requests view follows.
  var requestIDs: [String] { requests.map { String($0.id) } }
}
