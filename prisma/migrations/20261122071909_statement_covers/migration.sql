-- AlterTable
ALTER TABLE "provider_statement" ADD COLUMN     "covers" "ProviderLineKind"[];
