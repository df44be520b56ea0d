import kafkajs from 'kafkajs'

const { AssignerProtocol } = kafkajs

/**
 * Partition p of every topic goes to the same member, so that an instance hears all topics of an order.
 * (Needs topics with the same number of partitions; what is correct does not rest on it.)
 */
export const copartitioned: kafkajs.PartitionAssigner = ({ cluster }) => ({
  name: 'copartitioned',
  version: 1,
  assign: async ({ members, topics }) => {
    const memberIds = members.map((member) => member.memberId).sort()
    return memberIds.map((memberId, turn) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({
        version: 1,
        assignment: Object.fromEntries(
          topics.map((topic) => [topic, share(partitionsOf(cluster, topic), turn, memberIds.length)]),
        ),
        userData: Buffer.alloc(0),
      }),
    }))
  },
  protocol: ({ topics }) => ({
    name: 'copartitioned',
    metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
  }),
})

const partitionsOf = (cluster: kafkajs.Cluster, topic: string) =>
  cluster.findTopicPartitionMetadata(topic).map((metadata) => metadata.partitionId)

/** Every `of`th partition, beginning with number `turn`. */
export const share = (partitions: readonly number[], turn: number, of: number) =>
  partitions.filter((partition) => partition % of === turn)
