package io.agentropic.cgroup;

/** File systems that have no disk of their own, in words; magic numbers from {@code include/uapi/linux/magic.h}. */
final class FileSystemKind {

    private FileSystemKind() {}

    /** As it is called in a refusal; one that has no name here by its number. */
    static String named(long magic) {
        return switch ((int) magic) {
            case 0x794c7630 -> "overlayfs, whose disks it does not show: give the agent a directory on a disk";
            case 0x01021994 -> "tmpfs, which is memory";
            case 0x858458f6 -> "ramfs, which is memory";
            case 0x01021997 -> "9p, another machine's files";
            case 0x6969 -> "NFS, another machine's files";
            case 0xff534d42, 0xfe534d42 -> "SMB, another machine's files";
            case 0x00c36400 -> "Ceph, another machine's files";
            case 0x9123683e -> "btrfs, which shows a device of its own for each subvolume";
            case 0x2fc12fc1 -> "ZFS, which shows no disk";
            case 0x65735546 -> "FUSE, a program's files";
            case 0x6a656a63 -> "virtiofs, another machine's files";
            case 0x00c0ffee -> "hostfs, another machine's files";
            case 0x9fa0 -> "proc, which is the kernel's own";
            case 0x62656572 -> "sysfs, which is the kernel's own";
            default -> "a file system without a disk (magic number 0x%x)".formatted(magic);
        };
    }
}
