import type { Permission } from '@saga-shop/contracts'
import kafkajs, { type AclEntry, type Admin } from 'kafkajs'
import type { Outcome } from './outcome.ts'

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs

/** Grants what is declared, and takes back what these users were granted beyond that on the shop's topics and groups. */
export async function setUpPermissions(admin: Admin, declared: readonly Permission[]): Promise<Outcome> {
  const wanted = new Map(declared.map(aclOf).map((acl) => [keyOf(acl), acl]))
  const standing = new Map((await standingAcls(admin)).map((acl) => [keyOf(acl), acl]))
  const missing = [...wanted].flatMap(([key, acl]) => (standing.has(key) ? [] : [acl]))
  const surplus = [...standing].flatMap(([key, acl]) => (wanted.has(key) || !isOurs(acl, declared) ? [] : [acl]))

  if (missing.length > 0) await admin.createAcls({ acl: missing })
  if (surplus.length > 0) await admin.deleteAcls({ filters: surplus })
  const present = wanted.size - missing.length
  return {
    done: `permissions: ${present} present, ${missing.length} granted, ${surplus.length} withdrawn`,
    differences: surplus.map(
      (acl) => `${acl.principal} had a permission on ${acl.resourceName} that nobody declared: withdrawn`,
    ),
    problems: [],
  }
}

async function standingAcls(admin: Admin): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  })
  return resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) =>
    acls.map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })),
  )
}

/** Whether it gives one of these users, or everybody, a part in what the shop calls its own; other permissions are not our business. */
function isOurs({ principal, resourceName: name }: AclEntry, declared: readonly Permission[]) {
  const prefixes = declared.filter(({ pattern }) => pattern === 'prefixed').map((permission) => permission.name)
  const isUser = principal === 'User:*' || declared.some(({ user }) => principal === `User:${user}`)
  return isUser && (name === '*' || prefixes.some((prefix) => name.startsWith(prefix) || prefix.startsWith(name)))
}

const aclOf = ({ user, may, resource, name, pattern }: Permission): AclEntry => ({
  principal: `User:${user}`,
  host: '*',
  operation: operations[may],
  permissionType: AclPermissionTypes.ALLOW,
  resourceType: resources[resource],
  resourceName: name,
  resourcePatternType: patterns[pattern],
})

const operations = {
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  describe: AclOperationTypes.DESCRIBE,
}
const resources = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP }
const patterns = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED }

const keyOf = (acl: AclEntry) =>
  [
    acl.principal,
    acl.host,
    acl.operation,
    acl.permissionType,
    acl.resourceType,
    acl.resourcePatternType,
    acl.resourceName,
  ].join(' ')
