// One tab each; what they show is also what EndToEnd.Tests ask.
export const examples = [
  {
    query: `# Armenia's projects, who takes part in them and who pays: one query over four services.
query Armenia {
  country(code: "AM") {
    name { value(languages: ["en"]) { text } }
    projects(first: 10) {
      totalCount
      nodes {
        id
        name { value { text language } }
        period { start end }
        participations { nodes { role organisation { acronym } } }
        contributions { nodes { amount { amount currency } donor { acronym } instrument { code } } }
      }
    }
  }
}
`,
  },
  {
    query: `# What the sources say, side by side, and which claim the record follows.
query Sources($id: ID!) {
  node(id: $id) {
    __typename
    ... on Project {
      name { value { text } }
      conflicts { field rule explanation claims { value followed } }
      claims {
        field value kind
        sources { ... on DocumentSource { quote lineStart document { file } } }
      }
    }
  }
}
`,
    variables: '{ "id": "project/bomca-9" }',
  },
  {
    query: `# Projects with a filter through a relation, an order and a page.
query CentralAsia {
  projects(where: { countries: { some: { code: { in: ["KZ", "KG", "TJ", "TM", "UZ"] } } } }, orderBy: [{ start: ASC }], first: 5) {
    totalCount
    nodes { id name { value { text } } period { start end } }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
];
