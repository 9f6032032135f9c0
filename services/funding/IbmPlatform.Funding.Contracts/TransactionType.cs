using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>IATI transaction types.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<TransactionType>))]
public enum TransactionType
{
    IncomingFunds,
    OutgoingCommitment,
    Disbursement,
    Expenditure,
    InterestPayment,
    LoanRepayment,
    Reimbursement,
    PurchaseOfEquity,
    SaleOfEquity,
    CreditGuarantee,
    IncomingCommitment,
    OutgoingPledge,
    IncomingPledge,
}
