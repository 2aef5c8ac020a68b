using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Copies a 64-bit ELF library and marks one of its version needs as weak, so that loaders that lack the version accept the file.</summary>
public class RelaxSymbolVersion : Task
{
    private const uint VersionNeeds = 0x6ffffffe;   // SHT_GNU_verneed
    private const byte Weak = 2;                    // VER_FLG_WEAK

    [Required] public string Source { get; set; }
    [Required] public string Destination { get; set; }
    [Required] public string Version { get; set; }

    private byte[] elf;

    public override bool Execute()
    {
        elf = File.ReadAllBytes(Source);
        int headers = (int)UInt64At(0x28), size = UInt16At(0x3A), count = UInt16At(0x3C);
        for (int i = 0; i < count; i++)
            if (UInt32At(headers + i * size + 4) == VersionNeeds)
                RelaxSection(headers + i * size, headers, size);
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        File.WriteAllBytes(Destination, elf);
        return true;
    }

    private void RelaxSection(int section, int headers, int size)
    {
        int need = (int)UInt64At(section + 0x18), needs = (int)UInt32At(section + 0x2C);
        int strings = (int)UInt64At(headers + (int)UInt32At(section + 0x28) * size + 0x18);
        for (int n = 0; n < needs; n++, need += (int)UInt32At(need + 12))
        {
            int entry = need + (int)UInt32At(need + 8);
            for (int k = 0, entries = UInt16At(need + 2); k < entries; k++, entry += (int)UInt32At(entry + 12))
                if (StringAt(strings + (int)UInt32At(entry + 8)) == Version)
                    elf[entry + 4] |= Weak;
        }
    }

    private ulong UInt64At(int offset) { return BitConverter.ToUInt64(elf, offset); }
    private uint UInt32At(int offset) { return BitConverter.ToUInt32(elf, offset); }
    private ushort UInt16At(int offset) { return BitConverter.ToUInt16(elf, offset); }

    private string StringAt(int start)
    {
        int end = start;
        while (elf[end] != 0) end++;
        return Encoding.ASCII.GetString(elf, start, end - start);
    }
}
