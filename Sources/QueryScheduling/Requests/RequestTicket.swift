/// The three classes of request, which differ in what pays for them.
package enum RequestClass: Hashable, Sendable {
  /// The state of a target, asked for when the schedule says so.
  case poll(PollSlot, PollReason)
  /// A page of rows.
  case page(PagePurpose)
  /// Something a person has the provider do, as cancelling a batch: paid as what a person asks for.
  case action
}

/// What a page of rows is for, and so which part of the budget pays for it.
package enum PagePurpose: Hashable, Sendable {
  /// Somebody is looking and waits for it: paid from the reserve while that lasts.
  case person
  /// One of many, to search, count or save everything: at once while a quarter of the limit lasts,
  /// then at the pace of the polls and behind them.
  case bulk
}

/// Which part of a source's budget pays for a request.
package enum RequestPayment: Hashable, Sendable {
  /// The part kept for a person.
  case reserve
  /// The quarter of the limit that rows may take without regard to the pace.
  case share
  /// The schedule's own pace.
  case pace
}

/// Why one poll is sent before the others.
package enum PollReason: Hashable, Sendable {
  /// A person asked.
  case asked
  /// The target was never asked before.
  case first
  /// The only request a closed source gets, to see whether it is back.
  case probe
  /// Nothing was heard of it for well past its share of the rate.
  case overdue
  /// An end is likeliest to be found here.
  case index
}

/// One admitted request, until it has ended: it goes back through `finish` or `withdraw`.
package struct RequestTicket: Hashable, Sendable {
  /// The source that is asked.
  package let source: String
  /// Rises with every request of any class, so that its answer can be told from a newer one's.
  package let number: Int
  package let requestClass: RequestClass
  package let payment: RequestPayment
  /// Requests it was expected to take.
  let cost: Int
  /// When it was admitted, in seconds on the engine's clock.
  package let sentAt: Double
  /// The place of the source's quota in the engine.
  let quota: Int
  /// The lasting number of a poll within its quota; 0 for what is no poll.
  let poll: Int

  package init(
    source: String, number: Int, _ requestClass: RequestClass, payment: RequestPayment = .pace,
    cost: Int = 1,
    sentAt: Double = 0
  ) {
    self.init(
      number: number,
      Admission(source: source, requestClass: requestClass, payment: payment, cost: cost),
      sentAt: sentAt, quota: 0)
  }

  init(number: Int, _ admission: Admission, sentAt: Double, quota: Int) {
    source = admission.source
    self.number = number
    requestClass = admission.requestClass
    payment = admission.payment
    cost = admission.cost
    poll = admission.poll
    self.sentAt = sentAt
    self.quota = quota
  }

  /// The slot a poll fills; nil for what is no poll.
  package var slot: PollSlot? { if case .poll(let slot, _) = requestClass { slot } else { nil } }

  /// Whether a person's reserve pays for it.
  package var isFromReserve: Bool { payment == .reserve }
}

/// What a quota admits, before it has a number.
struct Admission {
  let source: String
  var requestClass: RequestClass
  let payment: RequestPayment
  var cost = 1
  /// As `RequestTicket.poll`.
  var poll = 0
}
