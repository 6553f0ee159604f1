#!/usr/bin/env pwsh
<#
.SYNOPSIS
Makes the document of a new perspective and prints where it is.

.DESCRIPTION
All the work is done by perspective-ls (the environment variable PERSPECTIVE_LS names it where it is not on the PATH).
Status 2: nothing was made.

.EXAMPLE
scripts/powershell/create-new-persona.ps1 -Json "How do we reduce churn?"
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # Print one line of JSON.
    [switch]$Json,
    # Whose perspective; otherwise PERSONAKIT_PERSONA, otherwise the persona named below.
    [string]$Persona = $(if ($env:PERSONAKIT_PERSONA) { $env:PERSONAKIT_PERSONA } else { 'customer-success-manager' }),
    # The feature that it belongs to; otherwise PERSONAKIT_FEATURE, otherwise one named from the request.
    [string]$Feature,
    # Check out a branch of the feature's name.
    [switch]$Branch,
    # The request; several words are one request.
    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]]$Request
)

$ErrorActionPreference = 'Stop'
$program = if ($env:PERSPECTIVE_LS) { $env:PERSPECTIVE_LS } else { 'perspective-ls' }
if (-not (Get-Command $program -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("ERROR: $program is not there; install it, or say where it is in PERSPECTIVE_LS")
    exit 2
}
$program = (Get-Command $program).Source

$options = @()
if ($Json) { $options += '--json' }
if ($Branch) { $options += '--branch' }
if ($Feature) { $options += "--feature=$Feature" }

# The request goes through standard input, as UTF-8: PowerShell before 7.3 breaks quotation marks in arguments.
$utf8 = New-Object System.Text.UTF8Encoding $false
$OutputEncoding = $utf8
[Console]::OutputEncoding = $utf8

# The repository that this script belongs to, wherever it was called.
Push-Location (Join-Path (Join-Path $PSScriptRoot '..') '..')
try {
    ($Request -join ' ') | & $program new $Persona @options '-'
    exit $LASTEXITCODE
} finally {
    Pop-Location
}
