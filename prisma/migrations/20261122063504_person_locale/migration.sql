-- AlterTable
ALTER TABLE "person" ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'zh-CN';
