/// Requests beside the polls: not scheduled, but admitted as the source and its budget allow.
extension QuotaScheduler {
  /// Requests for rows under way together at one quota: they are long, and polls need their places.
  static let mostPages = 2

  /// Says whether a page or an action may be sent now, or from when on; infinite where only a request
  /// that ends can bring that about.
  mutating func admit(
    _ requestClass: RequestClass, of source: String, at now: Double
  ) -> Move {
    var isPage = false
    if case .page = requestClass { isPage = true }
    if inFlight >= Self.mostInFlight || isPage && pages >= Self.mostPages {
      return .wait(until: .infinity)
    }
    if isPage, now < pagesHeldUntil { return .wait(until: pagesHeldUntil) }
    if requestClass != .page(.bulk), breaker.admits(asked: true, at: now),
      budget.hasReserve(cost: 1, at: now)
    {
      return .send(Admission(source: source, requestClass: requestClass, payment: .reserve))
    }
    guard breaker.admits(asked: false, at: now) else { return .wait(until: breaker.opensAt) }
    let ramp = breaker.ramp(at: now)
    if isPage, ramp == 1, budget.hasShare(at: now) {
      return .send(Admission(source: source, requestClass: requestClass, payment: .share))
    }
    let paced = Admission(source: source, requestClass: requestClass, payment: .pace)
    return admit(paced, ramp, at: now)
  }

  private mutating func admit(_ paced: Admission, _ ramp: Double, at now: Double) -> Move {
    let ready = budget.ready(cost: 1, ramp: ramp, at: now)
    // Polls go first, but for every fourth request, which they then make up for: rows must not wait
    // for ever.
    let next = lastPage + 4 / max(budget.rate(at: now) * ramp, 1e-3)
    if now >= next, budget.hasRoom(at: now) { return .send(paced) }
    guard ready <= now else { return .wait(until: next > now ? min(ready, next) : ready) }
    if case .send = move(at: now) { return .wait(until: next) }
    return .send(paced)
  }
}
