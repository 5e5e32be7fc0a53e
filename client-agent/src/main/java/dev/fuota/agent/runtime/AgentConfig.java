package dev.fuota.agent.runtime;

/**
 * What a device is provisioned with.
 *
 * @param hardware what it is
 * @param keys what it trusts
 * @param packages what it offers
 * @param limits how much it can do at once
 * @param policy what its application wants
 * @param compatibility concessions to the server
 */
public record AgentConfig(
    Hardware hardware,
    DeviceKeys keys,
    Packages packages,
    DeviceLimits limits,
    ApplicationPolicy policy,
    Compatibility compatibility) {}
