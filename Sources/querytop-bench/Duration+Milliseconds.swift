extension Duration {
  /// Milliseconds to three places.
  var milliseconds: Double {
    let exact = self / .milliseconds(1)
    return (exact * 1000).rounded() / 1000
  }
}
