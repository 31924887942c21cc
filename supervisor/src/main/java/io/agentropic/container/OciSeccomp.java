package io.agentropic.container;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import io.agentropic.seccomp.Allowance;
import io.agentropic.seccomp.MaskedValue;
import io.agentropic.seccomp.SyscallPolicy;
import io.agentropic.syscall.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy of system calls in the words of an OCI container's configuration, which its runtime compiles. */
final class OciSeccomp {

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    private OciSeccomp() {}

    /** The member {@code linux.seccomp}. */
    static JsonObject of(SyscallPolicy policy, Architecture architecture) {
        Map<List<MaskedValue>, List<String>> calls = policy.allowances().stream()
                .collect(groupingBy(Allowance::conditions, LinkedHashMap::new, mapping(Allowance::call, toList())));
        List<JsonObject> rules = new ArrayList<>();
        rules.add(rule(SyscallPolicy.ABSENT, "SCMP_ACT_ERRNO")
                .put("errnoRet", ENOSYS)
                .build());
        calls.forEach((conditions, names) -> rules.add(rule(names, "SCMP_ACT_ALLOW")
                .put("args", conditions.stream().map(OciSeccomp::condition).toList())
                .build()));
        return JsonObject.builder()
                .put("defaultAction", "SCMP_ACT_ERRNO")
                .put("defaultErrnoRet", EPERM)
                .put("architectures", Json.texts(List.of(name(architecture))))
                .put("syscalls", rules)
                .build();
    }

    private static JsonObject.Builder rule(List<String> names, String action) {
        return JsonObject.builder().put("names", Json.texts(names)).put("action", action);
    }

    /** The mask leaves out the upper word, which the kernel does not look at either. */
    private static JsonObject condition(MaskedValue condition) {
        return JsonObject.builder()
                .put("index", condition.argument())
                .put("value", Integer.toUnsignedLong(condition.mask()))
                .put("valueTwo", Integer.toUnsignedLong(condition.value()))
                .put("op", "SCMP_CMP_MASKED_EQ")
                .build();
    }

    private static String name(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> "SCMP_ARCH_X86_64";
            case AARCH64 -> "SCMP_ARCH_AARCH64";
        };
    }
}
