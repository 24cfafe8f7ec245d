import Testing

@testable import QuerySimulator
